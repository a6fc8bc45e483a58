/** What the values of an item's version say, where the API leaves their form to the domain. */

/** A limit as the item states it: so many of a unit, or what the source wrote. */
export function limitOf(limit: { length: unknown } | null | undefined, unit: (unit: string) => string, between: string): string | null {
  if (!limit || typeof limit.length !== 'object' || limit.length === null) return null
  const length = limit.length as { fixed?: { amount?: number; unit?: string }; as_written?: string }
  if (length.fixed?.unit) {
    const words = unit(length.fixed.unit)
    return ['same_day', 'immediate'].includes(length.fixed.unit) ? words : `${length.fixed.amount ?? ''}${between}${words}`
  }
  return length.as_written ?? null
}

/** Extension: the most days, and by whom. */
export function extensionOf(extension: unknown): { by: 'organ_head' | 'government_head'; most: number } | null {
  if (typeof extension !== 'object' || extension === null) return null
  for (const by of ['organ_head', 'government_head'] as const) {
    const most = (extension as Record<string, { most?: unknown } | undefined>)[by]?.most
    if (typeof most === 'number') return { by, most }
  }
  return null
}
