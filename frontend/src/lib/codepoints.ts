// The service counts code points, the browser counts UTF-16 units: 𠮷 is one of the first and two of the second.

/** Return the place in UTF-16 units of each place in code points; places past the end become the end. */
export function toUnits(text: string, places: readonly number[]): number[] {
  const starts: number[] = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) starts.push(unit);
  return places.map((place) => starts[Math.max(0, place)] ?? text.length);
}
