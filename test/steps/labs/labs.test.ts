import {expect, it} from 'vitest';
import {labs} from '../../../steps/labs/labs.ts';

it('has labs with names of their own, and says in both languages what each is', () => {
	expect(new Set(labs.map(({id}) => id)).size).toBe(labs.length);
	for (const {id, title} of labs) {
		expect(id).toMatch(/^[a-z][a-z\d.-]*$/);
		expect(title.en).not.toMatch(/\p{Script=Han}/u);
		expect(title.zh).toMatch(/\p{Script=Han}/u);
	}
});

it('begins with the whole installation', () => {
	expect(labs[0].id).toBe('rehearsal');
});
