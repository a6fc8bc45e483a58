/** The words of both languages at hand, so that a test turns from one to the other at once; Chinese first, as at the desk. */
import { speak } from '../src/words'

await speak('en')
await speak('zh-CN')
