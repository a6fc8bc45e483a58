/** What the oldest browser that is served lacks of what packages call. `npm run lint:built` finds what else does. */
if (!('hasOwn' in Object)) {
  Object.defineProperty(Object, 'hasOwn', {
    value: (of: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(of, key),
    configurable: true,
    writable: true,
  })
}
