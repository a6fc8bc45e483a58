/** 清单调整: whose turn it is, and what its values say. */
import type { Schemas } from './api/client'

type Act = Schemas['ActName']
type Stage = Schemas['ChangeStage']

/** What whoever has a change does at each stage, in the order of its way. */
export const TURNS: readonly (readonly [Stage, Act])[] = [
  ['staffing', 'review_change'],
  ['legal', 'review_change_law'],
  ['government', 'approve_change'],
  ['publication', 'publish_change'],
  ['returned', 'propose_change'],
]

/** The stages at which a change waits for somebody; `may`: whether he may do any of these acts. */
export const stagesOf = (may: (acts: readonly Act[]) => boolean): Stage[] => TURNS.filter(([, act]) => may([act])).map(([stage]) => stage)
