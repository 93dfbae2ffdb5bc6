import {expect, test} from 'vitest';
import {Text} from 'ink';
import {Say} from '../../../source/ui/components/say.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('Text is cut to its line unless it may fold', async () => {
	const long = 'kubeadm join 10.0.0.100:9443';

	expect((await onScreen(<Say>{long}</Say>, 20, 5)).lines()[0]).toBe('kubeadm join 10.0.0…');
	expect((await onScreen(<Say wrap="fold">{long}</Say>, 20, 5)).lines().slice(0, 2)).toEqual([
		'kubeadm join 10.0.0.',
		'100:9443',
	]);
	expect((await onScreen(<Text>{<Say wrap="fold">{long}</Say>}</Text>, 40, 5)).lines()[0]).toBe(long);
});
