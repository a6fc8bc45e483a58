import type { Schemas } from './api/client'
import { today } from './when'

/** The version of an item that holds today, else its newest: one that is still to come is asked of nobody. */
export function current(versions: Schemas['ItemVersion'][], day = today()): Schemas['ItemVersion'] | undefined {
  return [...versions].reverse().find((version) => version.from <= day && (!version.to || version.to > day)) ?? versions[versions.length - 1]
}
