// vitest/no-focused-tests: focused
import { expect, test } from 'vitest'
test.only('one', () => expect(1).toBe(1))
