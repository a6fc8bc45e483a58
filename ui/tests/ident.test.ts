import { describe, expect, it } from 'vitest'
import { isCreditCode, isResidentId, phoneTrouble } from '../src/ident'

describe('numbers', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    ['440524188001010014', true],
    ['340102198805059786', false],
    ['340111199303222102', false],
    ['11010519490231002X', false],
    ['1101051949123100', false],
  ])('resident id %s', (id, good) => expect(isResidentId(id)).toBe(good))

  it.each([
    ['91350100M000100Y43', true],
    ['11511301008778183N', true],
    ['91330102MA28NBU477', true],
    ['91350100M000100Y44', false],
    ['91350100I000100Y43', false],
    // The whole is right, its body code (GB 11714) is not; a division begins with no 0.
    ['91512000MA62K0AAAL', false],
    ['９１３５０１００Ｍ０００１００Ｙ４３', true],
  ])('credit code %s', (code, good) => expect(isCreditCode(code)).toBe(good))
})

describe('telephones', () => {
  it.each([
    ['', ''],
    ['13800138000', ''],
    ['+86 138-0013-8000', ''],
    ['１３８００１３８０００', ''],
    ['028-86112233', ''],
    ['02886112233', ''],
    ['(028)86112233', ''],
    ['0832-6112233', ''],
    ['010 65551234', ''],
    ['028-86112233-801', ''],
    ['028-86112233转801', ''],
    ['400-123-4567', ''],
    ['12345', ''],
    ['1380013800', 'mobile'],
    ['138001380000', 'mobile'],
    ['86112233', 'area'],
    ['6112233', 'area'],
    ['0286112', 'form'],
    ['1280013800', 'form'],
    ['+1 212 555 0100', 'form'],
    ['无', 'form'],
    ['138****1234', 'foul'],
    ['138\u200b00138000', 'foul'],
  ])('%s: %s', (number, trouble) => expect(phoneTrouble(number)).toBe(trouble))
})
