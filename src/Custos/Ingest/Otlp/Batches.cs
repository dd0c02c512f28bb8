namespace Custos.Ingest.Otlp;

/// <summary>Where do the rows of a request stand? Resources hold scopes, and scopes hold rows, in all three kinds of request.</summary>
internal static class Batches
{
    /// <summary>What is done with one row.</summary>
    /// <param name="request">The whole request.</param>
    /// <param name="row">Where the row stands in it.</param>
    internal delegate void RowReader(ReadOnlySpan<byte> request, Slice row);

    /// <summary>What is done with what stands before the rows: the resource's message and the scope's, each empty where there is none.</summary>
    internal delegate void SurroundingsReader(ReadOnlySpan<byte> request, Slice resource, Slice scope);

    /// <summary>Goes through all rows; before those of each scope, what surrounds them.</summary>
    public static void Read(ReadOnlySpan<byte> request, SurroundingsReader surroundings, RowReader row)
    {
        var reader = new WireReader(request, new Slice(0, request.Length));
        while (reader.Next(out var field))
        {
            if (field == 1) ReadResource(request, reader.Bytes(), surroundings, row);
            else reader.Skip();
        }
    }

    // Fields come in any order, and the resource is wanted before the scopes: the first pass only steps over lengths.
    private static void ReadResource(ReadOnlySpan<byte> request, Slice message, SurroundingsReader surroundings, RowReader row)
    {
        var resource = Find(request, message, 1);
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (field == 2) ReadScope(request, resource, reader.Bytes(), surroundings, row);
            else reader.Skip();
        }
    }

    private static void ReadScope(ReadOnlySpan<byte> request, Slice resource, Slice message, SurroundingsReader surroundings, RowReader row)
    {
        surroundings(request, resource, Find(request, message, 1));
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
