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

  /** Whether the same request may succeed when it is sent again in a moment. */
  get passing(): boolean {
    return [429, 503].includes(this.problem.status)
  }
}

/** Nobody answered: whether the request was carried out is not known. Send it again under the same key. */
export class Unreachable extends Error {
  readonly cause: unknown

  constructor(cause: unknown) {
    super('unreachable')
    this.cause = cause
    this.name = 'Unreachable'
  }
}
