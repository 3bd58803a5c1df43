// An OIDC issuer for the tests: npm's oidc-provider, which gives tokens to one client by its secret (RFC 6749, section 4.4). They are JWTs for
// Rucio, signed by a key that outlives a restart, as Rucio remembers its public half.
//
//   node issuer.mjs PORT SECRET_FILE KEY_FILE
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Provider } from 'oidc-provider';

const [port, secretFile, keyFile] = process.argv.slice(2);
const scope = 'openid profile';
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'fringe',
      client_secret: readFileSync(secretFile, 'utf8'),
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope,
    },
  ],
  jwks: { keys: [{ ...createPrivateKey(readFileSync(keyFile)).export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'tests' }] },
  scopes: scope.split(' '),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'fringe:rucio',
      getResourceServerInfo: () => ({ scope, audience: 'rucio', accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
    },
  },
});
provider.listen(Number(port), '127.0.0.1');
