import { describe, expect, it } from 'vitest'
import { caseActs, documentActs, offered } from '../src/acts'
import { kinds } from '../src/live'
import { enumerations } from '../src/words/enumerations'
import zh from '../src/words/zh-CN'

describe('acts', () => {
  it('are acts of the API, each once, and what they ask for has words', () => {
    const names = [...caseActs, ...documentActs].map((known) => known.act)
    expect(new Set(names).size).toBe(names.length)
    for (const known of [...caseActs, ...documentActs]) {
      expect(known.act in enumerations.ActName, known.act).toBe(true)
      for (const field of known.fields) expect(field.name in zh.field, `${known.act}.${field.name}`).toBe(true)
    }
  })

  it('have words for everything that can happen', () => {
    expect(Object.keys(zh.event).sort()).toEqual(kinds.map((kind) => kind.replace('case.', '')).sort())
  })

  it('are offered on a document only where they can be done', () => {
    const document = { id: '1', kind: 'acceptance_notice' as const, on: '2026-03-02', commitment: '', voided: false, corrected_by: [], seal_due: 'approval' as const }
    expect(offered('seal', document, false)).toBe(true)
    expect(offered('seal_with_office_seal', document, false)).toBe(false)
    expect(offered('seal', { ...document, sealed: 'approval' }, false)).toBe(false)
    expect(offered('serve', document, true)).toBe(false)
    expect(offered('reissue', { ...document, voided: true }, false)).toBe(true)
    expect(offered('reissue', { ...document, voided: true, replaced_by: '2' }, false)).toBe(false)
  })
})
