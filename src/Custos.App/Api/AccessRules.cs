using Custos.Store;

namespace Custos.App.Api;

/// <summary>Which keys open the server?</summary>
/// <param name="AnyKeyExists">Has an API key ever been made and not revoked?</param>
/// <param name="FindKey">Which of them is this; null for none? Compared in constant time.</param>
/// <param name="IsLocalToken">Is this what verbs on this machine read from the data directory, to ask the server that holds the store? Compared in constant time.</param>
internal sealed record AccessRules(Func<bool> AnyKeyExists, Func<string, ApiKey?> FindKey, Func<string, bool> IsLocalToken);
