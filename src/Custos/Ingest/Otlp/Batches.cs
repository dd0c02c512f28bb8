namespace Custos.Ingest.Otlp;

/// <summary>Where do the rows of a request stand? Resources hold scopes, and scopes hold rows, in all three kinds of request.</summary>
internal static class Batches
{
    /// <summary>What is done with one message.</summary>
    /// <param name="request">The whole request.</param>
    /// <param name="message">Where the message stands in it; empty where there is none.</param>
    internal delegate void MessageReader(ReadOnlySpan<byte> request, Slice message);

    /// <summary>Goes through all rows; before those of a resource the resource, before those of a scope the scope.</summary>
    public static void Read(ReadOnlySpan<byte> request, MessageReader resource, MessageReader scope, MessageReader row)
    {
        var reader = new WireReader(request, new Slice(0, request.Length));
        while (reader.Next(out var field))
        {
            if (field == 1) ReadResource(request, reader.Bytes(), resource, scope, row);
            else reader.Skip();
        }
    }

    // Fields come in any order, and the resource is wanted before the scopes: the first pass only steps over lengths.
    private static void ReadResource(ReadOnlySpan<byte> request, Slice message, MessageReader resource, MessageReader scope, MessageReader row)
    {
        resource(request, Find(request, message, 1));
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (field == 2) ReadScope(request, reader.Bytes(), scope, row);
            else reader.Skip();
        }
    }

    private static void ReadScope(ReadOnlySpan<byte> request, Slice message, MessageReader scope, MessageReader row)
    {
        scope(request, Find(request, message, 1));
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (field == 2) row(request, reader.Bytes());
            else reader.Skip();
        }
    }

    private static Slice Find(ReadOnlySpan<byte> request, Slice message, int wanted)
    {
        var found = default(Slice);
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (field == wanted) found = reader.Bytes();
            else reader.Skip();
        }

        return found;
    }
}
