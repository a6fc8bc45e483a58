/** Before all stories: one demo city, from which each takes its copy; one that lies ready is named by `DAOWEI_STORY_CITY`. */
import { makeCity } from './program'

export default async function setup(): Promise<() => void> {
  if (process.env.DAOWEI_STORY_CITY) return () => {}
  const city = await makeCity()
  process.env.DAOWEI_STORY_CITY = city.folder
  return city.remove
}
