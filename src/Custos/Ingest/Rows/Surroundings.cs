using System.Text;
using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Rows;

/// <summary>What is true of all rows of a scope: which service sent them, and what its resource says?</summary>
internal sealed class Surroundings
{
    private readonly AttributeSet _attributes = new();
    private readonly RowJson _json = new();

    /// <summary>Why no row of it can be taken; null when they can.</summary>
    public RejectionReason? Problem { get; private set; }

    public string? Service { get; private set; }

    public string? Organisation { get; private set; }

    public string? Tier { get; private set; }

    public string? Region { get; private set; }

    public string? Language { get; private set; }

    public string? Domain { get; private set; }

    /// <summary>What else the resource says, as a JSON object; empty where there is nothing.</summary>
    public byte[] Resource { get; private set; } = [];

    public string? ScopeName { get; private set; }

    public string? ScopeVersion { get; private set; }

    /// <summary>Reads the message of a scope.</summary>
    public void ReadScope(ReadOnlySpan<byte> request, Slice scope)
    {
        (ScopeName, ScopeVersion) = (null, null);
        var reader = new WireReader(request, scope);
        while (reader.Next(out var field))
        {
            if (field == 1) ScopeName = TextOf(request, reader.Bytes());
            else if (field == 2) ScopeVersion = TextOf(request, reader.Bytes());
            else reader.Skip();
        }
    }

    /// <summary>Reads the message of a resource.</summary>
    public void ReadResource(ReadOnlySpan<byte> request, Slice resource)
    {
        _attributes.Clear();
        var reader = new WireReader(request, resource);
        while (reader.Next(out var field))
        {
            if (field == 1) _attributes.Add(request, reader.Bytes());
            else reader.Skip();
        }

        Problem = _attributes.Problem;
        var row = new Row(request, _attributes);
        Service = row.Name(Field.Service);
        Organisation = row.Name(Field.Organisation);
        Tier = row.Name(Field.Tier);
        Region = row.Name(Field.Region);
        Language = row.Name(Field.Language);
        Domain = row.Name(Field.Domain);
        _attributes.WriteRest(request, _json.Begin());
        Resource = _json.End() is { } rest ? Encoding.UTF8.GetBytes(rest) : [];
    }

    private static string? TextOf(ReadOnlySpan<byte> request, Slice text) => text.Length > 0 ? Encoding.UTF8.GetString(text.Of(request)) : null;
}
