/** Figures as docs/performance.md has them. */
export function table(heads: string[], rows: (string | number)[][]): void {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  console.log(['', line(heads), line(heads.map(() => '---')), ...rows.map(line), ''].join('\n'))
}

/** The value below which that share of them lies. */
export function share(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
