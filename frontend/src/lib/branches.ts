// Which questions follow from the answers: the conditions of the questionnaire, as the service writes them.
export type Value = string | string[];
export type Answers = Map<string, Value>;
export type Condition = [string, ...unknown[]];

export const UNSURE = "na";

export function holds(condition: Condition, answers: Answers): boolean {
  const [word, ...parts] = condition;
  if (word === "and") return parts.every((part) => holds(part as Condition, answers));
  if (word === "or") return parts.some((part) => holds(part as Condition, answers));
  if (word === "not") return !holds(parts[0] as Condition, answers);
  return passes(word, answers.get(parts[0] as string), parts.slice(1) as string[]);
}

function passes(word: string, answer: Value | undefined, values: string[]): boolean {
  if (answer === undefined || answer.length === 0 || answer === UNSURE) return false;
  const wanted = values[0] ?? "";
  if (word === "answered") return true;
  if (word === "has") return Array.isArray(answer) ? answer.includes(wanted) : answer === wanted;
  if (word === "in") return !Array.isArray(answer) && values.includes(answer);
  return !Array.isArray(answer) && compares(word, answer, wanted);
}

function compares(sign: string, answer: string, wanted: string): boolean {
  const number = /^-?\d+$/;
  if (number.test(answer) && number.test(wanted)) {
    const [left, right] = [Number(answer), Number(wanted)];
    switch (sign) {
      case "=": return left === right;
      case "!=": return left !== right;
      case "<": return left < right;
      case "<=": return left <= right;
      case ">": return left > right;
      default: return left >= right;
    }
  }
  if (sign === "=") return answer === wanted;
  return sign === "!=" && answer !== wanted;
}
