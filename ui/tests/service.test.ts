import { describe, expect, it } from 'vitest'
import { type Case, documentActs, first, offered } from '../src/acts'
import { atTheWindow, confirmed, place, standing, unfinished } from '../src/service'

const mail = { ...atTheWindow(), way: 'mail' as const, recipient: '张某', phone: '13800000000', address: '某路1号', electronic_address: 'left@over.cn' }

describe('what is confirmed of service', () => {
  it('is a place only for what goes there', () => {
    expect(confirmed({ ...mail, way: 'direct' })).toEqual({ way: 'direct' })
    expect(confirmed({ ...mail, way: 'by_agent' })).toEqual({ way: 'by_agent' })
    expect(confirmed(mail)).toEqual({ way: 'mail', to: { recipient: '张某', phone: '13800000000', address: '某路1号', postcode: null } })
    expect(confirmed({ ...mail, way: 'electronic' })).toEqual({ way: 'electronic', to: { recipient: '张某', phone: '13800000000', electronic_address: 'left@over.cn' } })
  })

  it('wants somebody, a telephone and a place, where it goes somewhere', () => {
    expect(unfinished(atTheWindow())).toBe(false)
    expect(unfinished(mail)).toBe(false)
    for (const lacks of [{ recipient: ' ' }, { phone: '' }, { address: '' }]) expect(unfinished({ ...mail, ...lacks })).toBe(true)
    expect(unfinished({ ...mail, way: 'electronic', electronic_address: '' })).toBe(true)
  })

  const service = (way: string) => ({ way, recipient: '张*', phone: null, address: '某路***', electronic_address: null })
  const seen = {
    parties: [{ id: 'a', role: 'applicant' }, { id: 'n', role: 'interested' }],
    services: [
      { party: 'a', service: service('mail'), document: 'd', signed_on: null },
      { party: 'n', service: service('electronic'), document: 'e', signed_on: '2026-03-02' },
    ],
    timeline: [{ kind: 'case.interested_informed', data: { document: 'notice', party: 'n' } }],
  } as unknown as Case

  it('is that of whom the document is meant to reach', () => {
    expect(standing(seen, '')?.party).toBe('a')
    expect(standing(seen, 'notice')?.party).toBe('n')
    expect(place(seen.services[0]!.service)).toBe('张* · 某路***')
    const served = documentActs.find((known) => known.act === 'serve')!.fields[0]!
    expect(first(served, seen, [], '2026-03-02', 'notice')).toBe('electronic')
    expect(first(served, { ...seen, services: [] }, [], '2026-03-02')).toBe('')
  })

  it('is signed once, and its paper served never', () => {
    const paper = (id: string) => ({ id, kind: 'service_confirmation', voided: false, served_on: null }) as unknown as Parameters<typeof offered>[1]
    expect(offered({ act: 'confirm_service' }, paper('d'), false, seen.services)).toBe(true)
    expect(offered({ act: 'confirm_service' }, paper('e'), false, seen.services)).toBe(false)
    expect(offered({ act: 'confirm_service' }, { ...paper('d'), voided: true }, false, seen.services)).toBe(false)
    expect(offered({ act: 'serve' }, paper('d'), false)).toBe(false)
  })
})
