/** Check digits as one types. The server checks again; here they save a walk. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** 公民身份号码 (GB 11643): form, birth date and check digit. */
export function isResidentId(written: string): boolean {
  const id = written.trim().toUpperCase()
  if (!/^\d{17}[\dX]$/.test(id)) return false
  const [year, month, day] = [Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))]
  const born = new Date(Date.UTC(year, month - 1, day))
  if (born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day || born.getTime() > Date.now()) return false
  const sum = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(id[at]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 统一社会信用代码 (GB 32100): form and check character. */
export function isCreditCode(written: string): boolean {
  const code = written.trim().toUpperCase()
  if (code.length !== 18 || [...code].some((symbol) => !SYMBOLS.includes(symbol))) return false
  let [sum, weight] = [0, 1]
  for (const symbol of code.slice(0, 17)) {
    sum += SYMBOLS.indexOf(symbol) * weight
    weight = (weight * 3) % 31
  }
  return SYMBOLS[(31 - (sum % 31)) % 31] === code[17]
}
