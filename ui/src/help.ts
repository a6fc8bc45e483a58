import { ref } from 'vue'
import { shortcuts } from './look'

/** Keys that do something, page by page: the name of the page's route, then the keys and the words under `help.KEYS`. */
export const keysOf: Record<string, readonly { keys: readonly string[]; does: string }[]> = {
  '*': [
    { keys: ['?'], does: 'help' },
    { keys: ['Tab', 'Shift+Tab'], does: 'move' },
    { keys: ['Enter', 'Space'], does: 'press' },
    { keys: ['Esc'], does: 'close' },
  ],
  /** At a window, where people queue by numbers. */
  '@queue': [
    { keys: ['Alt+N'], does: 'callNext' },
    { keys: ['Alt+C'], does: 'callAgain' },
    { keys: ['Alt+K'], does: 'skip' },
    { keys: ['Alt+T'], does: 'transfer' },
    { keys: ['Alt+J'], does: 'finish' },
  ],
  intake: [
    { keys: ['Alt+Enter'], does: 'receive' },
    { keys: ['Alt+R'], does: 'read' },
    { keys: ['Alt+P'], does: 'shoot' },
  ],
  'foreign-new': [{ keys: ['Alt+Enter'], does: 'register' }],
  'change-new': [{ keys: ['Alt+Enter'], does: 'propose' }],
  'foreign-case': [{ keys: ['Alt+Enter'], does: 'amend' }],
  'sign-in': [{ keys: ['Enter'], does: 'submit' }],
}

export const open = ref(false)

/** What is typed into: there a key is a letter. */
const TYPED = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"], [role="searchbox"]'

/** Whether that key asks for help: never while one types, nor while an input method is composing. */
export function asksForHelp(event: Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented'>, focused: Element | null): boolean {
  if (event.key !== '?' && event.key !== '？') return false
  // 229 is what browsers of old say while composing.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return !focused?.closest(TYPED)
}

/** Listens for the key; gives what ends it. */
export function listen(): () => void {
  const heard = (event: KeyboardEvent) => {
    if (shortcuts.value === 'off' || !asksForHelp(event, document.activeElement)) return
    event.preventDefault()
    open.value = !open.value
  }
  document.addEventListener('keydown', heard)
  return () => document.removeEventListener('keydown', heard)
}
