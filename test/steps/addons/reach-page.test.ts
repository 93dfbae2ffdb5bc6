import {expect, it} from 'vitest';
import {fragment} from '../../../source/engine/script.ts';
import {reachPage} from '../../../steps/addons/reach-page.ts';
import {runWithPrograms} from '../../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

const words = {en: 'A way in', zh: '入口'};

const task = reachPage({
	id: 'way-in',
	title: words,
	why: words,
	proof: 'way-in',
	way: () => ({
		subject: 'The way',
		manifest: 'kind: Way\n',
		opens: fragment('opens() { [ "$SHUT" != yes ] || { echo "It stays shut." >&2; return 1; }; }'),
		port: fragment('echo 31992'),
		reason: {ask: fragment('echo "log of the way"'), name: "the way's log is"},
	}),
});

/** `silent`: the address that nobody answers at. */
const prove = (silent: string, shut = 'no') => {
	const script = task.run(givenFor(labPlan, 'm1'));
	return runWithPrograms(
		{
			kubectl: 'true',
			sleep: 'true',
			curl: `case "$*" in *:31992:${silent}*) return 7 ;; *) echo 'web-a on m1' ;; esac`,
		},
		`SHUT=${shut}\n${script.slice(0, script.indexOf('\nmkdir -p'))}\nprove`,
	);
};

it('asks every node at its own address by the name of the page', () => {
	expect(prove('nobody')).toEqual({
		exit: 0,
		output: 'The way answers for kubewalk-proof.example at port 31992 of every node.\n',
	});
});

it('names the node that does not answer, and shows why', () => {
	expect(prove('10.77.0.21')).toEqual({
		exit: 1,
		output: "log of the way\nThe way does not answer for kubewalk-proof.example at port 31992 of 10.77.0.21: the way's log is above.\n",
	});
});

it('asks nobody while the way stays shut', () => {
	expect(prove('nobody', 'yes')).toEqual({exit: 1, output: 'It stays shut.\n'});
});
