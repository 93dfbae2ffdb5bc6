// kubeadm certs renew: the same certificate with new dates, signed by the authority of this host.
import {X509Certificate} from 'node:crypto';
import {readKubeConfig, writeKubeConfig} from '../cluster/kubeconfig.ts';
import {leaves, makeLeaf, pki, readPair, signClient} from '../cluster/pki.ts';
import type {CommandResult, Shell} from '../command.ts';
import {Stop, type Output} from './output.ts';

const titles: Readonly<Record<string, string>> = {
	'admin.conf': 'certificate embedded in the kubeconfig file for the admin to use and for kubeadm itself',
	apiserver: 'certificate for serving the Kubernetes API',
	'apiserver-etcd-client': 'certificate the apiserver uses to access etcd',
	'apiserver-kubelet-client': 'certificate for the API server to connect to kubelet',
	'controller-manager.conf': 'certificate embedded in the kubeconfig file for the controller manager to use',
	'etcd-healthcheck-client': 'certificate for liveness probes to healthcheck etcd',
	'etcd-peer': 'certificate for etcd nodes to communicate with each other',
	'etcd-server': 'certificate for serving etcd',
	'front-proxy-client': 'certificate for the front proxy client',
	'scheduler.conf': 'certificate embedded in the kubeconfig file for the scheduler manager to use',
	'super-admin.conf': 'certificate embedded in the kubeconfig file for the super-admin',
};

const subjectOf = (certificate: string): {cn: string; o?: string} => {
	const {subject} = new X509Certificate(certificate);
	const find = (letter: string): string | undefined =>
		subject
			.split('\n')
			.find(line => line.startsWith(`${letter}=`))
			?.slice(letter.length + 1);
	const o = find('O');
	return {cn: find('CN') ?? '', ...(o === undefined ? {} : {o})};
};

const renewConfig = (at: Shell, file: string): boolean => {
	const path = `/etc/kubernetes/${file}`;
	const config = readKubeConfig(at.files.read(path), at.files);
	const ca = readPair(at.files, 'ca');
	if (config?.certificate === undefined || ca === undefined) return false;
	const pair = signClient(at.world, at.machine, ca, subjectOf(config.certificate));
	writeKubeConfig(at.files, path, {...config, pair});
	return true;
};

const renewLeaf = (at: Shell, title: string): boolean => {
	const leaf = leaves.find(({name}) => name === title.replace(/^etcd-/, 'etcd/'));
	const text = leaf && at.files.read(`${pki}/${leaf.name}.crt`);
	if (leaf === undefined || text === undefined || readPair(at.files, leaf.issuer) === undefined) return false;
	const {subjectAltName} = new X509Certificate(text);
	const names = (subjectAltName ?? '')
		.split(', ')
		.flatMap(entry => entry.replace(/^(?:DNS|IP Address):/, '').replace('0:0:0:0:0:0:0:1', '::1') || []);
	const node = leaf.issuer === 'etcd/ca' && leaf.names === 'etcd' ? subjectOf(text).cn : at.machine.hostname;
	makeLeaf(at.world, at.machine, at.files, leaf, node, names);
	return true;
};

export const renewCertificates = (wanted: string, at: Shell, out: Output): CommandResult => {
	const chosen = Object.keys(titles).filter(name => wanted === 'all' || name === wanted);
	if (chosen.length === 0) throw new Stop(`unknown command "${wanted}" for "kubeadm certs renew"`);
	out.print('[renew] Reading configuration from the cluster...');
	out.print('');
	for (const name of chosen) {
		if (name === 'super-admin.conf' && out.minor < 29) continue;
		const done = name.endsWith('.conf') ? renewConfig(at, name) : renewLeaf(at, name);
		out.print(done ? `${titles[name]} renewed` : `MISSING! ${titles[name]}`);
	}
	if (wanted === 'all') {
		out.print('');
		out.print(
			'Done renewing certificates. You must restart the kube-apiserver, kube-controller-manager, kube-scheduler and etcd, so that they can use the new certificates.',
		);
	}
	return out.result(0);
};
