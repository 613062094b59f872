// The little of Node that the tests use.
declare module "node:test" {
  export interface Clock {
    enable(options: { apis: string[] }): void;
    tick(milliseconds: number): void;
  }
  export function test(name: string, body: (context: { mock: { timers: Clock } }) => void | Promise<void>): void;
}
declare module "node:assert/strict" {
  export function equal(actual: unknown, expected: unknown, message?: string): void;
  export function deepEqual(actual: unknown, expected: unknown, message?: string): void;
}
