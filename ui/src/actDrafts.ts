import { reactive } from 'vue'
import type { Case, CaseAct } from './acts'
import { keepDraft, type KeptDraft } from './drafts'

/** What an act's dialog has been told so far: by case, act, and the document or pause that it is of. */
export interface ActDraft {
  values: Record<string, unknown>
  keeping: KeptDraft
  /** The dialog is closed; what was told waits for when it is opened again. */
  close(): Promise<void>
}

/** Those that are open, and those whose last words nobody has taken yet. */
const known = new Map<string, ActDraft>()

export function actDraft(seen: Case, act: CaseAct, target: string, blank: () => Record<string, unknown>): ActDraft {
  const kind = ['act', seen.id, act.name ?? act.act, ...(target ? [target] : [])].join('.')
  const found = known.get(kind)
  if (found) return found
  const values = reactive(blank())
  const keeping = keepDraft(kind, values, blank)
  const draft: ActDraft = {
    values,
    keeping,
    async close() {
      if ((await keeping.close()) && known.get(kind) === draft) known.delete(kind)
    },
  }
  known.set(kind, draft)
  return draft
}
