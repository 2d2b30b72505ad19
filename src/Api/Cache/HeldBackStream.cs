namespace Besoksnaring.Api.Cache;

/// <summary>Holds a body back until it is whole. One that becomes too large to keep is let go as it comes, unless the caller has it.</summary>
sealed class HeldBackStream(Stream inner, Func<bool> callerHasIt) : Stream
{
    /// <summary>More than the largest page of the largest listings.</summary>
    const int Largest = 2 * 1024 * 1024;

    readonly MemoryStream held = new();

    public bool IsTooLarge { get; private set; }

    /// <summary>Too large, and on its way already.</summary>
    public bool IsSent { get; private set; }

    public ReadOnlyMemory<byte> Held => held.GetBuffer().AsMemory(0, (int)held.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsSent)
        {
            return inner.WriteAsync(buffer, cancellationToken);
        }
        if (IsTooLarge)
        {
            return ValueTask.CompletedTask;
        }
        held.Write(buffer.Span);
        return held.Length <= Largest ? ValueTask.CompletedTask : LetGoAsync(cancellationToken);
    }

    async ValueTask LetGoAsync(CancellationToken cancellationToken)
    {
        (IsTooLarge, IsSent) = (true, !callerHasIt());
        if (IsSent)
        {
            await inner.WriteAsync(Held, cancellationToken);
        }
        held.SetLength(0);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => IsSent ? inner.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written asynchronously.");

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
