import { reactive } from 'vue'
import type { Case } from './acts'
import { keepDraft, type KeptDraft } from './drafts'

/** What an act's dialog has been told so far: by case, act, and the document or pause that it is of. */
export interface ActDraft {
  values: Record<string, unknown>
  keeping: KeptDraft
}

/** Those that are open, and those whose last words nobody has taken yet. */
const known = new Map<string, ActDraft>()

export function actDraft(seen: Pick<Case, 'id'>, act: { act: string; name?: string }, target: string, blank: () => Record<string, unknown>): ActDraft {
  for (const [kind, draft] of known) if (draft.keeping.ended()) known.delete(kind)
  const kind = ['act', seen.id, act.name ?? act.act, ...(target ? [target] : [])].join('.')
  const found = known.get(kind)
  if (found) return found
  const values = reactive(blank())
  const draft = { values, keeping: keepDraft(kind, values, blank) }
  known.set(kind, draft)
  return draft
}
