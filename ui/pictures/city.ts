/** The city as of a fixed day: the same people, firms and cases in every set of pictures. */
import { makeCity } from '../stories/program'

const ANCHOR = '2026-11-27'

export default async function setup(): Promise<() => void> {
  const city = await makeCity(ANCHOR)
  process.env.DAOWEI_STORY_CITY = city.folder
  return city.remove
}
