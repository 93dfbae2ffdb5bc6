// OSC 52: the terminal puts the text into the clipboard of the machine it runs on, also through ssh.

/** Terminals drop what is longer (xterm and tmux take 74994 bytes of base64 or fewer). */
export const copyLimit = 74_994;

/** Undefined when the text is too long for a terminal to take. */
export const copySequence = (text: string): string | undefined => {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	return encoded.length > copyLimit ? undefined : `\u001B]52;c;${encoded}\u0007`;
};

/** GNU screen takes strings of 768 bytes and less. */
const piece = 500;

/** GNU screen drops what it does not know itself; what is wrapped like this it hands on to the terminal that it runs in. */
export const throughScreen = (sequence: string): string =>
	(sequence.match(new RegExp(`[^]{1,${piece}}`, 'g')) ?? []).map(part => `\u001BP${part}\u001B\\`).join('');
