/** What the stories asked for, where they were played with `DAOWEI_STORY_FIGURES`. */
import { existsSync, readFileSync } from 'node:fs'
import { it } from 'vitest'
import type { Call } from '../stories/watch'
import { share, table } from './table'

const file = process.env.DAOWEI_STORY_FIGURES ?? ''

it.runIf(existsSync(file))('requests and bytes of each story, time of each screen\'s calls', () => {
  const stories = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { story: string; calls: Call[] })
  const named = new Map<string, Call[]>()
  for (const { story, calls } of stories) named.set(story, [...(named.get(story) ?? []), ...calls])
  table(['story', 'requests', 'KiB'], [...named].map(([story, calls]) => [story, calls.length, Math.round(calls.reduce((sum, call) => sum + call.bytes, 0) / 1024)]))
  const screens = new Map<string, number[]>()
  for (const { calls } of stories) {
    for (const call of calls.filter((call) => call.what.includes('/api/') || !call.screen.startsWith('/desk'))) screens.set(call.screen, [...(screens.get(call.screen) ?? []), call.milliseconds])
  }
  table(['screen', 'calls', 'p50', 'p95'], [...screens].sort().map(([screen, times]) => [screen, times.length, `${share(times, 0.5).toFixed(1)} ms`, `${share(times, 0.95).toFixed(1)} ms`]))
})
