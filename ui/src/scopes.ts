/** What a token may be used for, as the API names it: its words lie under `tokens.scope`. A test holds them against docs/api-design.md. */
export const SCOPES = ['case:read', 'catalog:read', 'organization:read', 'authority:read', 'license:read', 'calendar:read', 'setting:read', 'evidence:read'] as const

/** A scope as a key of words, which have no colons. */
export const keyOf = (scope: string): string => scope.replace(':', '_')
