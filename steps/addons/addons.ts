// The add-ons that are offered, in the order in which they are installed.
import type {Addon} from './addon.ts';
import {gatewayApi} from './gateway-api.ts';
import {headlamp} from './headlamp.ts';
import {ingressNginx} from './ingress-nginx.ts';
import {localPath} from './local-path.ts';
import {metricsServer} from './metrics-server.ts';
import {nfs} from './nfs.ts';

export const addons: readonly Addon[] = [metricsServer, headlamp, gatewayApi, ingressNginx, localPath, nfs];
