/** Gathers chunks into whole lines, so that a value cannot slip past the redactor in two halves. */
export const createLines = (
	emit: (text: string) => void,
): {readonly add: (text: string) => void; readonly end: () => void} => {
	let rest = '';
	return {
		add: text => {
			rest += text;
			const cut = rest.lastIndexOf('\n') + 1;
			if (cut === 0) return;
			const whole = rest.slice(0, cut);
			rest = rest.slice(cut);
			emit(whole);
		},
		end: () => {
			if (rest !== '') emit(`${rest}\n`);
			rest = '';
		},
	};
};
