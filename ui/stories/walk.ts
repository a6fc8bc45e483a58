/** The way of a case up to where a story begins, walked by colleagues at the API. */
import type { Answer, Colleague, Program } from './program'

export interface Department {
  clerk: Colleague
  reviewer: Colleague
  item: string
  itemName: string
  papers: string[]
}

/** The department's people, and an item that is accepted and decided here. */
/** What the stories apply for, whichever way lists are sorted. */
const ITEM = '特种设备使用登记'

export async function department(program: Program): Promise<Department> {
  const [clerk, reviewer] = [await program.colleague('clerk'), await program.colleague('reviewer')]
  const me = await clerk.get('/api/v1/session')
  const list = await clerk.get(`/api/v1/items?department=${me.posts[0].department}&limit=100`)
  for (const row of list.rows) {
    const item = await clerk.get(`/api/v1/items/${row.id}`)
    const content = item.versions.at(-1).content
    const papers = (content.papers ?? []) as { id: string; need: string }[]
    if (row.name === ITEM && row.acceptable && content.power === 'license' && content.decision_level === 'this_organ' && content.case_kind === 'promised' && papers.length > 1) {
      return { clerk, reviewer, item: row.id, itemName: row.name, papers: papers.filter((paper) => paper.need !== 'conditional').map((paper) => paper.id) }
    }
  }
  throw new Error('no item that can be accepted and decided here')
}

/** A case of an applicant who does not exist: the number obeys its check digit, and no more. */
export function received(at: Department): Promise<Answer> {
  return at.clerk.post('/api/v1/cases', {
    item: at.item,
    channel: 'window',
    parties: [{ role: 'applicant', kind: 'person', name: '测试申请人', id_kind: '111', id_number: '51200019900101001X', phone: '13800000000', address: '资阳市雁江区测试路1号' }],
    papers: at.papers.map((paper) => ({ paper, form: 'original_taken', copies: 1 })),
  })
}

export async function awaitingDecision(at: Department): Promise<Answer> {
  const found = await received(at)
  await at.clerk.post(`/api/v1/cases/${found.id}/acceptance`)
  for (const step of ['examine', 'verify', 'check']) {
    await at.reviewer.post(`/api/v1/cases/${found.id}/examinations`, { step, verdict: 'favor', opinion: '经审查，申请材料齐全，符合法定条件，同意。' })
  }
  return found
}

/** Decided and under its seal: what the portal may tell. */
export async function sealed(at: Department, chief: Colleague): Promise<Answer> {
  const found = await awaitingDecision(at)
  await chief.post(`/api/v1/cases/${found.id}/decision`, { outcome: 'grant', reasons: '申请符合法定条件、标准，依法准予行政许可。' })
  const seen = await chief.get(`/api/v1/cases/${found.id}`)
  await chief.post(`/api/v1/cases/${found.id}/documents/${seen.decisions[0].document}/seal`, { seal: 'approval', copies: 2, pages: 1 })
  return found
}

/** Kinds of what happened to a case, in their order. */
export async function happened(by: Colleague, id: string): Promise<string[]> {
  const trail = await by.get(`/api/v1/cases/${id}/audit-trail?limit=100`)
  return trail.rows.map((entry: { kind: string }) => entry.kind)
}

/** A proposal of the department to suspend an item of its own. */
export async function suspension(program: Program): Promise<{ id: string; item: string }> {
  const leader = await program.colleague('leader')
  const me = await leader.get('/api/v1/session')
  const list = await leader.get(`/api/v1/items?department=${me.posts[0].department}&limit=100`)
  const item = list.rows.at(-1)
  const given = { trigger: 'reviewed', occurred_on: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), basis: ['行政许可法 第二十条'], reason: '经评价，该事项暂停实施，待评估后再定' }
  const proposed = await leader.post('/api/v1/list-changes', { ...given, plan: { suspend: { of: { item: item.id, version: item.version } } } })
  return { id: proposed.id, item: item.id }
}
