import type {Texts} from '../texts/texts.ts';
import {actionsIn, keysOf, places, type Place} from './keys.ts';

/** The key table as a page of Markdown. */
export const keysDocument = (texts: Texts): string => {
	const sections = (Object.keys(places) as Place[])
		.filter(place => actionsIn(place).length > 0)
		.map(place => {
			const rows = actionsIn(place).map(action => {
				const pressed = keysOf(action)
					.split(' ')
					.map(key => `\`${key}\``);
				return `| ${pressed.join(' ')} | ${texts.keys[action]} |`;
			});
			return [`## ${texts.places[place]}`, '', `| ${texts.app.keysTitle} | |`, '| --- | --- |', ...rows].join(
				'\n',
			);
		});
	return [`# ${texts.app.keysTitle}`, texts.app.keysIntro, texts.app.mouseIntro, ...sections]
		.join('\n\n')
		.concat('\n');
};
