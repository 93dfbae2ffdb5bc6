// What the keys of the new plan's form do: each answer is checked by the plan's own rules before the next question.
import type {Ui} from './context.ts';
import type {Problems} from './doors.ts';
import {answersOf, askedOf, fieldAfter, formFields, offeredAddress, type Form} from './plan-form.ts';
import type {Start} from './start-actions.ts';
import type {Looked, StartState} from './start-state.ts';
import {fieldOf} from './text-field.ts';

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What may stand in an empty field: taken by Enter. */
export const offerFor = ({form, looked}: Pick<StartState, 'form' | 'looked'>): string | undefined =>
	form.at === 'address' && form.kind.text !== 'external'
		? offeredAddress(answersOf(form), looked.find(({subnet}) => subnet !== undefined)?.subnet)
		: undefined;

const hostsOf = (form: Form): string =>
	[form.controlPlanes, form.workers, form.user, form.jump].map(({text}) => text.trim()).join('\n');

/** Asks the hosts what they are, while the person goes on; who does not answer is left out. */
const lookAround = async ({doors}: Ui, start: Start): Promise<void> => {
	const {form, lookedAt} = start.get();
	const what = hostsOf(form);
	if (!doors.lookAt || what === lookedAt) return;
	const tell = (looked: readonly Looked[]): void => start.send({type: 'looked', at: what, looked});
	tell([]);
	try {
		tell(await doors.lookAt(answersOf(form)));
	} catch {
		// Nobody asked for this: without it the person types what would have been offered.
		tell([]);
	}
};

/** To the next question, or when the answers so far are not good, to the one that has to be mended, with the sentences why. */
export const acceptField = async (ui: Ui, start: Start): Promise<void> => {
	const offer = offerFor(start.get());
	const {form: before} = start.get();
	if (offer !== undefined && before.address.text.trim() === '')
		start.send({type: 'form-typed', field: fieldOf(offer)});
	const {form} = start.get();
	const {shell} = ui;
	try {
		const {text, complaints} = await ui.doors.draftPlan(answersOf(form), shell.get().language);
		if (start.get().form !== form) return;
		const asked = askedOf(form);
		const soFar = formFields.slice(0, formFields.indexOf(form.at) + 1);
		const problems = complaints.filter(({field}) => soFar.includes(field));
		const first = soFar.find(asked => problems.some(({field}) => field === asked));
		if (first) {
			start.send({type: 'form-moved', to: first});
			return start.send({type: 'refused', problems: problems.map(({text}) => text)});
		}
		if (form.at === asked.at(-1)) return start.send({type: 'drafted', text});
		start.send({type: 'form-moved', to: fieldAfter(form, 1)});
		if (form.at === 'jump') void lookAround(ui, start);
	} catch (error) {
		start.send({type: 'refused', problems: [sentence(error)]});
	}
};

/** Writes what is shown. */
export const writePlan = async ({doors, shell}: Ui, start: Start): Promise<void> => {
	if (start.get().opening) return;
	start.send({type: 'opening'});
	const refuse = ({problems}: Problems): void => start.send({type: 'refused', problems});
	try {
		const written = await doors.newPlan(answersOf(start.get().form), shell.get().language);
		if ('problems' in written) return refuse(written);
		start.send({type: 'written', path: written.path});
	} catch (error) {
		refuse({problems: [sentence(error)]});
	}
};
