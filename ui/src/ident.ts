/** Check digits as one types. The server checks again; here they save a walk. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** As the server reads it: an input method writes wide forms, too. */
const plain = (written: string): string => written.normalize('NFKC').trim().toUpperCase()

/** Whether two are known by the same document: nobody is his own agent. */
export const isSameDocument = (one: { id_kind: string; id_number: string }, other: { id_kind: string; id_number: string }): boolean =>
  plain(one.id_number) !== '' && one.id_kind === other.id_kind && plain(one.id_number) === plain(other.id_number)

/** 公民身份号码 (GB 11643): form, birth date and check digit. */
export function isResidentId(written: string): boolean {
  const id = plain(written)
  if (!/^\d{17}[\dX]$/.test(id)) return false
  const [year, month, day] = [Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))]
  const born = new Date(Date.UTC(year, month - 1, day))
  if (born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day || born.getTime() > Date.now()) return false
  const sum = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(id[at]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** 主体标识码 (GB 11714): eight characters and their check character; here letters count from A = 10. */
function isBodyCode(body: string): boolean {
  const sum = BODY_WEIGHTS.reduce((sum, weight, at) => sum + weight * parseInt(body.charAt(at), 36), 0)
  return '0X987654321'[sum % 11] === body.charAt(8)
}

/** 统一社会信用代码 (GB 32100): form, division, the check character of the body code (characters 9 to 17), and that of the whole. */
export function isCreditCode(written: string): boolean {
  const code = plain(written)
  if (code.length !== 18 || [...code].some((symbol) => !SYMBOLS.includes(symbol))) return false
  if (!/^[1-9]\d{5}$/.test(code.slice(2, 8)) || !isBodyCode(code.slice(8, 17))) return false
  let [sum, weight] = [0, 1]
  for (const symbol of code.slice(0, 17)) {
    sum += SYMBOLS.indexOf(symbol) * weight
    weight = (weight * 3) % 31
  }
  return SYMBOLS[(31 - (sum % 31)) % 31] === code[17]
}

/**
 * What is odd about a telephone number, as it is typed: `foul`, what the server refuses (asterisks of a masked number, signs that nobody
 * sees); `mobile`, a mobile number that has not 11 digits; `area`, a landline without its area code; `form`, anything else that rings
 * nowhere here. The server takes all but the first: numbers abroad and short ones of services exist.
 */
export function phoneTrouble(written: string): '' | 'foul' | 'mobile' | 'area' | 'form' {
  if (/[*\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/u.test(written)) return 'foul'
  const text = plain(written).replace(/[\u2010-\u2015]/g, '-')
  const digits = text.replace(/^\+86/, '').replace(/[ ()-]/g, '')
  if (!text) return ''
  if (/^1[3-9]\d{9}$/.test(digits)) return ''
  if (/^0(10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/.test(digits)) return ''
  // With its extension: 028-86112233-801, 028-86112233转801.
  if (/^0\d{2,3}[ -]?[2-9]\d{6,7}(-|转|X|EXT\.?) ?\d{1,6}$/.test(text.replace(/[()]/g, ''))) return ''
  if (/^(400\d{7}|800\d{7}|1\d{4}|9\d{4,5})$/.test(digits)) return ''
  if (/^1[3-9]\d*$/.test(digits)) return 'mobile'
  return /^[2-9]\d{6,7}$/.test(digits) ? 'area' : 'form'
}
