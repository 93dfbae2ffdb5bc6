/** Typographic quotes as the plain ones: bash takes both, but shellcheck takes the first for a slip of the keyboard. */
export const plainQuotes = (text: string): string => text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"');
