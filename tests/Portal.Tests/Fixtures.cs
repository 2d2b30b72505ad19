[assembly: AssemblyFixture(typeof(Besoksnaring.Testing.PostgresFixture))]
