// What a host has before anything is installed, and what its packages add that is not Kubernetes. A command is found only
// where its program is.
import type {LabCommand} from '../command.ts';
import {aptCache, aptMark} from './apt-cache.ts';
import {aptGet} from './apt-get.ts';
import {archiveCommands} from './archives.ts';
import {clockCommands} from './clock.ts';
import {diff} from './diff.ts';
import {dnf} from './dnf.ts';
import {dpkg} from './dpkg.ts';
import {fileCommands} from './files.ts';
import {firewallCmd} from './firewall-cmd.ts';
import {gpg} from './gpg.ts';
import {identityCommands} from './identity.ts';
import {ipCommands} from './ip.ts';
import {iptablesCommands} from './iptables.ts';
import {ipvsCommands} from './ipvs.ts';
import {journalctl} from './journalctl.ts';
import {kernelCommands} from './kernel.ts';
import {listingCommands} from './listing.ts';
import {memoryCommands} from './memory.ts';
import {reachCommands} from './network.ts';
import {nft} from './nft.ts';
import {openssl} from './openssl.ts';
import {powerCommands} from './power.ts';
import {systemdRun} from './systemd-run.ts';
import {processCommands} from './processes.ts';
import {rpm} from './rpm.ts';
import {shellWordCommands} from './shell-words.ts';
import {sshCommands} from './ssh.ts';
import {selinuxCommands} from './selinux.ts';
import {storageCommands} from './storage.ts';
import {ss} from './ss.ts';
import {systemctl} from './systemctl.ts';
import {wireCommands} from './tcpdump.ts';
import {timeout} from './timeout.ts';
import {ufw} from './ufw.ts';

export const osCommands: readonly LabCommand[] = [
	...shellWordCommands,
	...fileCommands,
	...listingCommands,
	...identityCommands,
	...clockCommands,
	...kernelCommands,
	...memoryCommands,
	...processCommands,
	...ipCommands,
	...reachCommands,
	ss,
	nft,
	...iptablesCommands,
	...ipvsCommands,
	ufw,
	firewallCmd,
	aptGet,
	aptCache,
	aptMark,
	dpkg,
	dnf,
	rpm,
	gpg,
	openssl,
	...sshCommands,
	...selinuxCommands,
	...storageCommands,
	...powerCommands,
	systemdRun,
	...wireCommands,
	diff,
	timeout,
	...archiveCommands,
	systemctl,
	journalctl,
];
