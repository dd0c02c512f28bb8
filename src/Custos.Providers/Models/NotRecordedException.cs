namespace Custos.Providers.Models;

/// <summary>The recorded answers hold none to this request.</summary>
public sealed class NotRecordedException(string hash, string folder)
    : Exception($"There is no recorded answer {hash} in {folder}: the request was never recorded, or its prompt, model or options are others now. Record it again.")
{
    /// <summary>Of the request: 64 hexadecimal digits, the name of the file that is missing.</summary>
    public string Hash => hash;
}
