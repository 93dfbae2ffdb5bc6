// OSC 52: the terminal puts the text into the clipboard of the machine it runs on, also through ssh.

/** Terminals drop what is longer (xterm and tmux take 74994 bytes of base64 or fewer). */
export const copyLimit = 74_994;

/** Undefined when the text is too long for a terminal to take. */
export const copySequence = (text: string): string | undefined => {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	return encoded.length > copyLimit ? undefined : `\u001B]52;c;${encoded}\u0007`;
};
