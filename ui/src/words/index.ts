import { createI18n } from 'vue-i18n'
import { type Enumeration, enumerations } from './enumerations'
import en from './en'
import zh from './zh-CN'

export type Language = 'zh-CN' | 'en'

const KEPT = 'daowei-language'

/** Chinese unless the reader has chosen English. */
function chosen(): Language {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

export const i18n = createI18n({ legacy: false, locale: chosen(), fallbackLocale: 'zh-CN', messages: { 'zh-CN': zh, en } })

export const language = (): Language => i18n.global.locale.value as Language

export function speak(wanted: Language): void {
  i18n.global.locale.value = wanted
  document.documentElement.lang = wanted
  try {
    localStorage.setItem(KEPT, wanted)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** What the field calls a value of one of the API's enumerations. */
export function named(enumeration: Enumeration, value: string): string {
  const words: Record<string, readonly [string, string]> = enumerations[enumeration]
  const [zh, en] = words[value] ?? [value, value]
  return language() === 'en' ? en : zh
}
