import type { components } from './schema'

export type Problem = components['schemas']['Problem']

/** What the server said no to, in the reader's language, with the rule and its source. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'Refusal'
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  /** Whether the same request may succeed when it is sent again in a moment: 408 says that it did not come in whole. */
  get passing(): boolean {
    return [408, 429, 503].includes(this.problem.status)
  }

  /**
   * Whether it says what became of a command. One that was sent before and got no answer may have been carried out, and none of
   * the others says otherwise: they come from whoever stands before the book of keys.
   */
  get final(): boolean {
    const { status, code } = this.problem
    if (status >= 500 || [401, 408, 429].includes(status)) return false
    return !['authority.confirmation.stale', 'access.other_session', 'http'].includes(code)
  }
}

/** Nobody answered, or a proxy in the server's stead: whether the request was carried out is not known. Send it again under the same key. */
export class Unreachable extends Error {
  readonly cause: unknown

  constructor(cause: unknown) {
    super('unreachable')
    this.cause = cause
    this.name = 'Unreachable'
  }
}
