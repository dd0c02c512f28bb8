using Custos.Records;

namespace Custos.Store;

/// <summary>How much may a key ask of models in a minute? The server's own limits hold where nothing is said.</summary>
/// <param name="RequestsPerMinute">Calls; null for the server's limit.</param>
/// <param name="TokensPerMinute">Tokens read and written together; null for the server's limit.</param>
public sealed record KeyLimits(int? RequestsPerMinute = null, int? TokensPerMinute = null)
{
    /// <exception cref="BadInputException">A limit is less than 1.</exception>
    internal KeyLimits Checked() => RequestsPerMinute is < 1 || TokensPerMinute is < 1
        ? throw new BadInputException("A limit of a key is less than 1 a minute.", "Give 1 or more, or leave it out for the server's own limit; 'custos key revoke' shuts a key out.", isUsage: true)
        : this;
}
