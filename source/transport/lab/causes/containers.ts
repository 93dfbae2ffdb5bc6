// Containers end: because their program does, because the machine was off, or because systemd cleans up behind cgroupfs.
import type {Cause} from '../cause.ts';
import type {Container, Machine} from '../world.ts';

const end = (container: Container, at: number, exit: number): void => {
	container.state = 'exited';
	container.finished = at;
	container.exitCode = exit;
	if (container.ends?.reason !== undefined) container.reason = container.ends.reason;
	delete container.ends;
};

/** A restart of the machine takes every sandbox with it. */
const afterBoot = (machine: Machine): boolean => {
	const lost = machine.containers.filter(
		container => container.state === 'running' && container.created < machine.booted,
	);
	for (const container of lost) end(container, machine.booted, 255);
	let changed = lost.length > 0;
	for (const sync of Object.values(machine.pods ?? {})) {
		if (sync.sandboxAt !== undefined && sync.sandboxAt < machine.booted) {
			delete sync.sandbox;
			delete sync.sandboxAt;
			sync.retryAt = 0;
			changed = true;
		}
	}
	return changed;
};

const onCgroupfs = ({kubelet, docker, runtime}: Machine): boolean =>
	kubelet?.endpoint?.includes('docker') ? docker?.cgroupDriver === 'cgroupfs' : runtime?.systemdCgroup === false;

/**
 * A runtime on cgroupfs below a kubelet on systemd: two managers in one tree. Pods start, and go again after a while.
 */
const strayCgroup = 95_000;

export const containersEnd: Cause = world => {
	let changed = false;
	for (const machine of Object.values(world.machines)) {
		if (machine.power === 'off') continue;
		changed = afterBoot(machine) || changed;
		const stray = machine.kubelet?.cgroupDriver === 'systemd' && onCgroupfs(machine);
		for (const container of machine.containers) {
			if (container.state !== 'running') continue;
			if (container.ends !== undefined && world.now >= container.ends.at) {
				end(container, container.ends.at, container.ends.exit);
				changed = true;
			} else if (stray && world.now - container.created >= strayCgroup) {
				container.log.push({at: world.now, text: 'received signal; shutting down signal="terminated"'});
				end(container, world.now, 137);
				changed = true;
			}
		}
	}
	return changed;
};
