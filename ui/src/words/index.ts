import { createI18n } from 'vue-i18n'
import { type Enumeration, enumerations } from './enumerations'

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

/** Most readers need one language; the other comes when it is asked for. */
const BOOKS = { 'zh-CN': () => import('./zh-CN'), en: () => import('./en') }

export const i18n = createI18n({ legacy: false, locale: chosen(), messages: {} })

export const language = (): Language => i18n.global.locale.value as Language

/** Turns the page to a language, whose words are fetched first; fails, and changes nothing, where they cannot be had. */
export async function speak(wanted: Language): Promise<void> {
  const { availableLocales, setLocaleMessage, locale } = i18n.global
  if (!(availableLocales as string[]).includes(wanted)) setLocaleMessage(wanted, (await BOOKS[wanted]()).default)
  ;(locale as { value: Language }).value = wanted
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
