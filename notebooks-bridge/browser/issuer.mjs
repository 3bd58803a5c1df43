// An OIDC issuer for the page's tests: npm's oidc-provider, which lets anybody sign in by any name, with a public client and PKCE. Its tokens are
// JWTs, and whoever is called "member" is in a group.
//
//   node issuer.mjs PORT PAGE
import { Provider } from "oidc-provider";

const [port, page] = process.argv.slice(2);
const scope = "openid profile";
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "fringe-page", token_endpoint_auth_method: "none", grant_types: ["authorization_code"], response_types: ["code"], redirect_uris: [page], application_type: "native", scope }],
  pkce: { required: () => true },
  scopes: scope.split(" "),
  extraTokenClaims: (context, token) => ({ groups: token.accountId === "member" ? ["team"] : [] }),
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: { enabled: true, defaultResource: () => "fringe:page", useGrantedResource: () => true, getResourceServerInfo: () => ({ scope, audience: "fringe", accessTokenFormat: "jwt", accessTokenTTL: 600 }) },
  },
});
provider.listen(Number(port), "127.0.0.1");
