// kubewalk lab: list the labs, start one, or look around on a simulated host.
import {existsSync} from 'node:fs';
import {labs} from '../../steps/labs/labs.ts';
import {SessionHeld, takeLock, type Lock} from '../session/lock.ts';
import {listSessions} from '../session/sessions.ts';
import {writeFile} from '../session/write-file.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {sessionHeld} from './held.ts';
import {talkToLab} from './lab-shell.ts';
import {languageOf} from './language.ts';
import {parsePlan} from './load-plan.ts';
import {savedLab} from './saved-lab.ts';
import {home, self} from './state-home.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** A shell on a host of the newest lab session: what is done there is there when the session goes on. */
const shell = async (host: string | undefined, language: Language): Promise<number> => {
	const texts = textsOf(language);
	const session = listSessions(home()).find(({about, files}) => about.lab !== undefined && existsSync(files.lab));
	if (!session) {
		say(texts.lab.noSession);
		return 2;
	}
	const {planPath, planText, lab: id} = session.about;
	const parsed = parsePlan(planText, planPath ?? `lab ${id}`, () => '');
	if (!('plan' in parsed)) throw new Error(`The plan of session ${session.id} cannot be read any more.`);
	const {hosts} = parsed.plan;
	if (host === undefined || !hosts.some(({name}) => name === host)) {
		say(texts.lab.whichHost(hosts.map(({name}) => name).join(', ')));
		return 2;
	}
	const {files} = session;
	let lock: Lock;
	try {
		lock = takeLock(session.id, files.lock, self(), Date.now());
	} catch (error) {
		if (!(error instanceof SessionHeld)) throw error;
		say(sessionHeld(error, language));
		return 5;
	}
	const lab = await savedLab({hosts}, files.lab, language);
	await talkToLab(lab.open(host), texts.lab.welcome(host, session.id));
	writeFile('lab', files.lab, lab.save());
	lock.release();
	return 0;
};

export const lab = async (
	verb: string,
	name: string | undefined,
	options: {readonly lang?: Language},
): Promise<number> => {
	const language = languageOf(options.lang);
	if (verb === 'list') {
		for (const {id, title} of labs) process.stdout.write(`${id}  ${title[language]}\n`);
		return 0;
	}
	if (verb === 'start')
		return (await import('./walk.tsx')).walk({...options, lab: name ?? true, book: 'install', fresh: true});
	if (verb === 'shell') return shell(name, language);
	say(textsOf(language).lab.usage);
	return 2;
};
