import {expect, test} from 'vitest';
import {Field} from '../../../source/ui/components/field.tsx';
import {fieldOf} from '../../../source/ui/text-field.ts';
import {onScreen} from '../../helpers/on-screen.tsx';

test('A text is shown as typed, a password as stars', async () => {
	expect((await onScreen(<Field field={fieldOf('主机 m1')} />)).lines()[0]?.trimEnd()).toBe('主机 m1');
	expect((await onScreen(<Field field={fieldOf('secret')} secret />)).lines()[0]?.trimEnd()).toBe('******');
});

test('In a long text the end that is being typed stays in sight', async () => {
	const long = `${'x'.repeat(100)}end`;

	expect((await onScreen(<Field field={fieldOf(long)} />, 50)).lines()[0]).toContain('end');
});
