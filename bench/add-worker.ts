// What it takes to add one worker to a cluster of so many nodes, host by host. Run: node bench/add-worker.ts
import {addWorker, type Counts} from '../test/helpers/added-worker.ts';

const tell = (nodes: number, {counts, outcome}: {readonly counts: Counts; readonly outcome: string}): void => {
	const touched = Object.entries(counts).map(
		([host, {questions, jobs}]) => `${host}: ${questions} rounds of questions, ${jobs} jobs`,
	);
	const left = nodes + 1 - touched.length;
	console.log(`${String(nodes).padStart(4)} nodes  ${outcome}  ${touched.join('  ')}  ${left} hosts untouched`);
};

const added = await addWorker();
tell(3, added);
for (const nodes of [50, 200]) tell(nodes, await added.amongst(nodes));
