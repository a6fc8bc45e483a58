import { describe, expect, it } from 'vitest'
import { csv } from '../src/csv'

describe('csv', () => {
  it('computes nothing and keeps commas, quotes and lines in their cells', () => {
    expect(csv([['业务', 1, null], ['=HYPERLINK(1)', -2, 'a,"b"'], ['＝1', undefined, 'x\ny']])).toBe(
      '\uFEFF业务,1,\r\n\'=HYPERLINK(1),-2,"a,""b"""\r\n\'＝1,,"x\ny"\r\n',
    )
  })
})
