namespace Custos.Store;

/// <summary>Who may ask? An API key as it is listed; the key itself is shown once, when it is made, and kept nowhere.</summary>
/// <param name="Id">Eight characters that stand in the key and in this list, to tell keys apart.</param>
/// <param name="Name">What its maker called it, for instance the caller's name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">Since when it admits nobody; null while it does.</param>
/// <param name="Limits">How much it may ask of models.</param>
public sealed record ApiKey(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, KeyLimits Limits);
